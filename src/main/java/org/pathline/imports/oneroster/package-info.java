/** OneRoster 1.1 and 1.2, as CSV and as the JSON of its REST resources, to rows of facts. */
@NullMarked
package org.pathline.imports.oneroster;

import org.jspecify.annotations.NullMarked;
