/** The topology from pathways and policies to how students are sorted into sections. */
@NullMarked
package org.pathline.streams.rosters;

import org.jspecify.annotations.NullMarked;
