/**
 * The lists that decide what counts as a rung, a STEM field or a STEM occupation, read from files.
 */
package org.pathline.domain.reference;
