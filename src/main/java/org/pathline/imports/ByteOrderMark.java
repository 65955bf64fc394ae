package org.pathline.imports;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/** A stream without the byte-order mark of UTF-8 that it may begin with. */
final class ByteOrderMark extends FilterInputStream {
  ByteOrderMark(InputStream source) throws IOException {
    super(new PushbackInputStream(source, 3));
    byte[] first = in.readNBytes(3);
    boolean mark =
        first.length == 3
            && first[0] == (byte) 0xef
            && first[1] == (byte) 0xbb
            && first[2] == (byte) 0xbf;
    if (!mark) {
      ((PushbackInputStream) in).unread(first);
    }
  }
}
