/**
 * The cluster that Pathline talks to: the embedded one, a real broker and a real registry as child
 * processes on loopback, or one given by address.
 *
 * <p>{@link org.pathline.cluster.EmbeddedCluster} starts, finds and stops; {@link
 * org.pathline.cluster.Connection} is what every client is made from.
 */
@NullMarked
package org.pathline.cluster;

import org.jspecify.annotations.NullMarked;
