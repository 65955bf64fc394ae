package org.pathline.serve;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pathline.cluster.ClusterException;

/** Who may see what beyond the public: tokens with their scopes. */
public final class Tokens {
  /** Scope of a token that is told of small groups. */
  public static final String SMALL_GROUPS = "small-groups";

  private static final String BEARER = "Bearer ";
  private static final int BYTES = 24;

  private record Token(byte[] secret, Set<String> scopes) {}

  private final List<Token> tokens = new ArrayList<>();

  /** Adds a new token with a scope. */
  public String issue(String scope) {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String secret = HexFormat.of().formatHex(random);
    tokens.add(new Token(secret.getBytes(UTF_8), Set.of(scope)));
    return secret;
  }

  /**
   * Adds tokens of a file: a token and its scopes on each line, separated by blanks.
   *
   * @throws ClusterException when the file cannot be read or names another scope
   */
  public void read(Path file) {
    try {
      for (String line : Files.readAllLines(file)) {
        String[] words = line.strip().split("\\s+");
        if (words[0].isEmpty() || words[0].startsWith("#")) {
          continue;
        }
        Set<String> scopes =
            Set.of(words).size() < 2
                ? Set.of()
                : Set.copyOf(List.of(words).subList(1, words.length));
        if (!Set.of(SMALL_GROUPS).containsAll(scopes)) {
          throw new ClusterException(
              file + ": there is no scope but " + SMALL_GROUPS + "; a line is TOKEN SCOPE");
        }
        tokens.add(new Token(words[0].getBytes(UTF_8), scopes));
      }
    } catch (IOException e) {
      throw new ClusterException("cannot read " + file + ": " + e, e);
    }
  }

  /**
   * Whether a request may do what a scope is for.
   *
   * @param authorization the header, or null
   */
  boolean has(@Nullable String authorization, String scope) {
    if (authorization == null || !authorization.startsWith(BEARER)) {
      return false;
    }
    byte[] given = authorization.substring(BEARER.length()).strip().getBytes(UTF_8);
    boolean found = false;
    for (Token token : tokens) {
      // In the same time whatever is given.
      found |= MessageDigest.isEqual(token.secret(), given) & token.scopes().contains(scope);
    }
    return found;
  }

  /** Whether a request brings a token that nobody knows. */
  boolean isUnknown(@Nullable String authorization) {
    if (authorization == null) {
      return false;
    }
    byte[] given = authorization.replaceFirst("^" + BEARER, "").strip().getBytes(UTF_8);
    return tokens.stream().noneMatch(token -> MessageDigest.isEqual(token.secret(), given));
  }
}
