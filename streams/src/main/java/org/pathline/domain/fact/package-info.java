/**
 * What a publisher says of a student, as immutable values, with the rules that each must keep.
 *
 * <p>Identity, the order of versions and the vocabularies are here; nothing knows Kafka or Avro.
 */
@NullMarked
package org.pathline.domain.fact;

import org.jspecify.annotations.NullMarked;
