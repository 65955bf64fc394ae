/** Values in the wire format of the schema registry, and what becomes of those that have none. */
@NullMarked
package org.pathline.streams.registry;

import org.jspecify.annotations.NullMarked;
