/**
 * The lists that decide what counts as a rung, a STEM field or a STEM occupation, read from files.
 */
@NullMarked
package org.pathline.domain.reference;

import org.jspecify.annotations.NullMarked;
