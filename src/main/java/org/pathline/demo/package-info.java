/** Simulated districts from their import files to the first answers, in one go. */
@NullMarked
package org.pathline.demo;

import org.jspecify.annotations.NullMarked;
