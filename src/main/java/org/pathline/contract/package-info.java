/**
 * Holds a cluster to the contract of {@link org.pathline.schemas.TopicCatalogue}: that its topics
 * are there as they should be, and its registry knows their schemas.
 */
@NullMarked
package org.pathline.contract;

import org.jspecify.annotations.NullMarked;
