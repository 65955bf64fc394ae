/**
 * Compact binary forms of facts, of the state of a student, and of contributions and sums.
 *
 * <p>Facts are encoded exactly as Avro encodes them, since the encoded bytes break ties between
 * versions; state is encoded in forms of its own, which begin with their version.
 */
@NullMarked
package org.pathline.streams.codec;

import org.jspecify.annotations.NullMarked;
