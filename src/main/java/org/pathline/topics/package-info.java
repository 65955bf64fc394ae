/**
 * Readers of topics and of the offsets of those who read them.
 *
 * <p>They know how the contract's records lie on Kafka and how to decode them, and answer no
 * question themselves.
 */
@NullMarked
package org.pathline.topics;

import org.jspecify.annotations.NullMarked;
