/** The topology from outcome cells, policies, plans and sorting to what a policy did. */
package org.pathline.streams.policies;
