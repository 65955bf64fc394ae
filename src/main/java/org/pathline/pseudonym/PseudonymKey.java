package org.pathline.pseudonym;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.pathline.cluster.OwnerOnly;

/**
 * The secret of 256 random bits that makes pseudonyms, in a file that only its owner may read.
 *
 * <p>Whoever has it can tell by trying whose pseudonym one is. Without it nobody can, and data can
 * no longer be added to the students that it named.
 */
public final class PseudonymKey {
  private static final int BYTES = 32;
  private static final String FORM = "pathline-key-1 ";
  private static final long LONGEST_FILE = 1024;

  private final byte[] secret;

  private PseudonymKey(byte[] secret) {
    this.secret = secret;
  }

  /**
   * Makes a key in a new file.
   *
   * @throws UnusableKey when the file is there or cannot be written
   */
  public static PseudonymKey make(Path file) {
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    byte[] text = (FORM + Base64.getEncoder().encodeToString(secret) + "\n").getBytes(US_ASCII);
    try {
      // Closed to others from its first moment on, rather than once it is written.
      Files.write(OwnerOnly.newFile(file), text);
    } catch (FileAlreadyExistsException e) {
      throw new UnusableKey(
          file
              + " exists; a key is never overwritten, since its pseudonyms could not be made again");
    } catch (IOException e) {
      throw new UnusableKey("cannot write " + file + ": " + e);
    }
    return new PseudonymKey(secret);
  }

  /**
   * Reads a key.
   *
   * @throws UnusableKey when there is none, others may read or change it, or it is no key
   */
  public static PseudonymKey read(Path file) {
    try {
      if (!Files.exists(file)) {
        throw new NoSuchFileException(file.toString());
      }
      if (!Files.isRegularFile(file) || Files.size(file) > LONGEST_FILE) {
        throw noKey(file);
      }
      refuseWhereOthersMay(file);
      return new PseudonymKey(secret(file));
    } catch (NoSuchFileException e) {
      throw new UnusableKey("no key file " + file + "; `pathline key " + file + "` makes one");
    } catch (IOException e) {
      throw new UnusableKey("cannot read the key file " + file + ": " + e);
    }
  }

  private static void refuseWhereOthersMay(Path file) throws IOException {
    if (!isPosix()) {
      return;
    }
    Set<PosixFilePermission> others = EnumSet.copyOf(Files.getPosixFilePermissions(file));
    others.removeAll(PosixFilePermissions.fromString("rwx------"));
    if (!others.isEmpty()) {
      throw new UnusableKey(
          "others than its owner may read or change "
              + file
              + " ("
              + PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
              + "): run `chmod 600 "
              + file
              + "`, and make a new key if somebody may have read it");
    }
  }

  private static byte[] secret(Path file) throws IOException {
    List<String> lines;
    byte[] secret;
    try {
      lines = Files.readAllLines(file, US_ASCII);
      if (lines.size() != 1 || !lines.get(0).startsWith(FORM)) {
        throw noKey(file);
      }
      secret = Base64.getDecoder().decode(lines.get(0).substring(FORM.length()).strip());
    } catch (java.nio.charset.CharacterCodingException | IllegalArgumentException e) {
      // Its message would hold what was read.
      throw noKey(file);
    }
    if (secret.length != BYTES) {
      throw noKey(file);
    }
    return secret;
  }

  private static UnusableKey noKey(Path file) {
    return new UnusableKey(file + " is no key of Pathline's; `pathline key FILE` makes one");
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }

  /** The secret; the array is not the caller's to change. */
  byte[] secret() {
    return secret;
  }
}
