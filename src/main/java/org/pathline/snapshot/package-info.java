/** Cuts that were saved under a name, to be asked again and compared. */
@NullMarked
package org.pathline.snapshot;

import org.jspecify.annotations.NullMarked;
