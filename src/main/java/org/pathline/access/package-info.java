/** Who may do what on Kafka: the least that each role needs, as access control lists. */
@NullMarked
package org.pathline.access;

import org.jspecify.annotations.NullMarked;
