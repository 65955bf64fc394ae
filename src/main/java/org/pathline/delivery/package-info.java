/**
 * Complete deliveries: what a source holds now, against what it has published before.
 *
 * <p>A delivery is any stream of facts. It is compared with the source's own facts on Kafka, the
 * difference is told, and what makes the two agree is sent.
 */
@NullMarked
package org.pathline.delivery;

import org.jspecify.annotations.NullMarked;
