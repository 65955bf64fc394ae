/** Panels that an analyst brings along as a file, for the same estimator. */
@NullMarked
package org.pathline.ask.panel;

import org.jspecify.annotations.NullMarked;
