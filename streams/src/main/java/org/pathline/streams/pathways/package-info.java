/**
 * The topology from facts to pathways and milestones, one student at a time.
 *
 * <p>It also puts misplaced facts right and keeps the ids of one student together.
 */
@NullMarked
package org.pathline.streams.pathways;

import org.jspecify.annotations.NullMarked;
