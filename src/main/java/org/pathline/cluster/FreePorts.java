package org.pathline.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/**
 * Chooses loopback ports that nobody listens on.
 *
 * <p>All lie below 32768, where Linux takes no ports for outgoing connections: above it, a client
 * that tries a port nobody listens on can be given that very port as its own and meet itself.
 */
final class FreePorts {
  private static final int LOWEST = 20_000;
  private static final int BEYOND = 32_000;

  private final Random random = new Random();
  private final Set<Integer> given = new HashSet<>();

  /**
   * Returns the wanted port if it is free, else another; never the same port twice.
   *
   * @param wanted a port used before, or 0 for any
   */
  int take(int wanted) {
    int port = wanted;
    for (int tries = 0; port == 0 || given.contains(port) || !isFree(port); tries++) {
      if (tries > 1000) {
        throw new ClusterException(
            "found no free port on 127.0.0.1 between " + LOWEST + " and " + BEYOND);
      }
      port = LOWEST + random.nextInt(BEYOND - LOWEST);
    }
    given.add(port);
    return port;
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
