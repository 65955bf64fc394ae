package org.pathline.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Triples of numbers, sorted into parts by their first, in little memory: what does not fit waits
 * in a temporary file. A part is read back as a whole, in the order in which it was filled.
 */
final class ParkedLongs implements AutoCloseable {
  /** So that a part of a hundred million triples still takes only 10 MB. */
  static final int PARTS = 256;

  static final int WIDTH = 3;

  /** Of each part wait so many triples in memory, some 6 MB in all. */
  private static final int WAITING = 1 << 10;

  private final long[][] waiting = new long[PARTS][];
  private final int[] filled = new int[PARTS];
  private final List<List<Long>> chunks = new ArrayList<>();
  private final ByteBuffer bytes =
      ByteBuffer.allocateDirect(WAITING * WIDTH * Long.BYTES).order(ByteOrder.nativeOrder());
  private @Nullable Path file;
  private long end;
  private @Nullable FileChannel channel;

  ParkedLongs() {
    for (int part = 0; part < PARTS; part++) {
      chunks.add(new ArrayList<>());
    }
  }

  /** Adds a triple to the part that the highest bits of its first number name. */
  void add(long first, long second, long third) {
    int part = (int) (first >>> Long.SIZE - Integer.numberOfTrailingZeros(PARTS));
    long[] numbers = waiting[part];
    int at = filled[part];
    if (numbers == null || at == numbers.length) {
      numbers = grown(part, numbers);
      at = filled[part];
    }
    numbers[at] = first;
    numbers[at + 1] = second;
    numbers[at + 2] = third;
    filled[part] = at + WIDTH;
  }

  private long[] grown(int part, long @Nullable [] numbers) {
    if (numbers == null) {
      numbers = new long[WIDTH << 4];
    } else if (numbers.length < WAITING * WIDTH) {
      numbers = Arrays.copyOf(numbers, 2 * numbers.length);
    } else {
      write(part, numbers);
      filled[part] = 0;
    }
    waiting[part] = numbers;
    return numbers;
  }

  private void write(int part, long[] numbers) {
    try {
      FileChannel to = channel == null ? open() : channel;
      bytes.clear();
      bytes.asLongBuffer().put(numbers, 0, WAITING * WIDTH);
      chunks.get(part).add(end);
      while (bytes.hasRemaining()) {
        end += to.write(bytes, end);
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private FileChannel open() throws IOException {
    file = Files.createTempFile("pathline-rows-", ".bin");
    channel =
        FileChannel.open(
            file,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    return channel;
  }

  /** The triples of a part, one after the other. */
  long[] part(int part) {
    List<Long> written = chunks.get(part);
    int chunk = WAITING * WIDTH;
    long[] all = new long[Math.addExact(Math.multiplyExact(written.size(), chunk), filled[part])];
    try {
      for (int i = 0; i < written.size(); i++) {
        bytes.clear();
        long from = written.get(i);
        while (bytes.hasRemaining()) {
          if (channel == null || channel.read(bytes, from + bytes.position()) < 0) {
            throw new IOException("it has lost its end");
          }
        }
        bytes.flip();
        bytes.asLongBuffer().get(all, i * chunk, chunk);
      }
    } catch (IOException e) {
      throw failed(e);
    }
    if (filled[part] > 0) {
      System.arraycopy(waiting[part], 0, all, written.size() * chunk, filled[part]);
    }
    return all;
  }

  /**
   * Where the first triple of those with the first number of one is noted, or is to be.
   *
   * @param firsts places of first triples, counted from 1; 0 for none
   * @param row place of the one, counted from 0
   */
  static int slot(int[] firsts, long[] triples, int row) {
    long identity = triples[row * WIDTH];
    int mask = firsts.length - 1;
    int slot = (int) identity & mask;
    while (firsts[slot] != 0 && triples[(firsts[slot] - 1) * WIDTH] != identity) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private UncheckedIOException failed(IOException e) {
    return new UncheckedIOException(
        new IOException("cannot keep rows in " + file + ": " + e.getMessage(), e));
  }

  @Override
  public void close() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // The system clears its directory for temporary files.
    }
  }
}
