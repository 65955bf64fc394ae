/** The topology from pathways to outcome cells. */
@NullMarked
package org.pathline.streams.outcomes;

import org.jspecify.annotations.NullMarked;
