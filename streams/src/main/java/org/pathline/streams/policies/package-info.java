/** The topology from outcome cells and policies to what a policy did. */
package org.pathline.streams.policies;
