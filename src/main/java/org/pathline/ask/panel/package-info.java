/** Panels that an analyst brings along as a file, for the same estimator. */
package org.pathline.ask.panel;
