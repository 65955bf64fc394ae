/** Which student an id stands for, given the links between ids that stand. */
@NullMarked
package org.pathline.domain.identity;

import org.jspecify.annotations.NullMarked;
