package org.pathline.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

/** Texts in UTF-8 that come with the program, each beside the class that reads it. */
public final class Bundled {
  private Bundled() {}

  /** The text of a file. */
  public static String text(Class<?> beside, String name) {
    try (InputStream in = Objects.requireNonNull(beside.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The texts of a file of properties. */
  public static Properties properties(Class<?> beside, String name) {
    Properties texts = new Properties();
    try {
      texts.load(new StringReader(text(beside, name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }
}
