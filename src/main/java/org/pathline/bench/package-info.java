/** How fast the pathways topology is, beside plain consumers of the same records. */
@NullMarked
package org.pathline.bench;

import org.jspecify.annotations.NullMarked;
