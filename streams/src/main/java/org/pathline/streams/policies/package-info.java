/** The topology from outcome cells, policies, plans and sorting to what a policy did. */
@NullMarked
package org.pathline.streams.policies;

import org.jspecify.annotations.NullMarked;
