package org.pathline.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.pathline.cluster.ClusterException;
import org.pathline.domain.key.Sha256;

/**
 * Who may see what beyond the public over HTTP: tokens with their scopes.
 *
 * <p>Tokens come from a file or from the environment, never from the command line, which every user
 * of a machine can list. Only their digests are kept. Thread-safe.
 */
public final class Tokens {
  /** Scope of a token that is told of small groups. */
  public static final String SMALL_GROUPS = "small-groups";

  /** Scope of a token that is told of metrics and lag. */
  public static final String METRICS = "metrics";

  /** Environment variable with lines as those of a file. */
  public static final String VARIABLE = "PATHLINE_HTTP_TOKENS";

  private static final Set<String> SCOPES = new TreeSet<>(Set.of(SMALL_GROUPS, METRICS));
  private static final String BEARER = "Bearer ";
  private static final int BYTES = 24;

  /** A shorter one can be found by trying. */
  private static final int FEWEST_CHARACTERS = 16;

  private record Token(byte[] digest, Set<String> scopes) {}

  private final List<Token> tokens = new CopyOnWriteArrayList<>();

  /**
   * Tokens of a file, and of the environment.
   *
   * @throws ClusterException when the file cannot be read, or a line is not a token and its scopes
   */
  public static Tokens of(@Nullable Path file, Map<String, String> environment) {
    Tokens tokens = new Tokens();
    if (file != null) {
      tokens.read(file);
    }
    String lines = environment.get(VARIABLE);
    if (lines != null) {
      tokens.add(VARIABLE, lines.lines().toList());
    }
    return tokens;
  }

  /** Adds a new token with a scope. */
  public String issue(String scope) {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String secret = HexFormat.of().formatHex(random);
    tokens.add(new Token(Sha256.of(secret), Set.of(scope)));
    return secret;
  }

  /**
   * Adds tokens of a file: a token and its scopes on each line, separated by blanks.
   *
   * @throws ClusterException when the file cannot be read, or a line is not a token and its scopes
   */
  public void read(Path file) {
    try {
      add(file.toString(), Files.readAllLines(file));
    } catch (IOException e) {
      throw new ClusterException("cannot read " + file + ": " + e, e);
    }
  }

  private void add(String from, List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      List<String> words = List.of(line.split("\\s+"));
      Set<String> scopes = Set.copyOf(words.subList(1, words.size()));
      // Nothing of the line is said: it may be all secret.
      String where = from + ", line " + (i + 1) + ": ";
      if (!SCOPES.containsAll(scopes)) {
        throw new ClusterException(
            where + "there is another scope than " + SCOPES + "; a line is TOKEN SCOPE…");
      }
      if (words.get(0).length() < FEWEST_CHARACTERS) {
        throw new ClusterException(
            where
                + "the token has fewer than "
                + FEWEST_CHARACTERS
                + " characters and could be guessed; make one with `openssl rand -hex 24`");
      }
      tokens.add(new Token(Sha256.of(words.get(0)), scopes));
    }
  }

  /** Whether there are none, so that nobody can be told apart. */
  public boolean isEmpty() {
    return tokens.isEmpty();
  }

  /**
   * Whether a request may do what a scope is for.
   *
   * @param authorization the header, or null
   */
  public boolean has(@Nullable String authorization, String scope) {
    boolean found = false;
    if (authorization != null && authorization.startsWith(BEARER)) {
      byte[] given = given(authorization);
      for (Token token : tokens) {
        // In the same time whatever is given.
        found |= MessageDigest.isEqual(token.digest(), given) & token.scopes().contains(scope);
      }
    }
    return found;
  }

  /** Whether a request brings a token that nobody knows. */
  public boolean isUnknown(@Nullable String authorization) {
    if (authorization == null) {
      return false;
    }
    byte[] given = given(authorization);
    boolean known = false;
    for (Token token : tokens) {
      known |= MessageDigest.isEqual(token.digest(), given);
    }
    return !known;
  }

  private static byte[] given(String authorization) {
    return Sha256.of(
        authorization.startsWith(BEARER)
            ? authorization.substring(BEARER.length()).strip()
            : authorization.strip());
  }
}
