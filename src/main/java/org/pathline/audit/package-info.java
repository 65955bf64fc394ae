/** Who saw or changed what, in a topic to which entries are only added. */
@NullMarked
package org.pathline.audit;

import org.jspecify.annotations.NullMarked;
