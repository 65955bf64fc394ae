/**
 * What people ask of the topics: sums of outcome cells, counts of milestones, one student's file.
 *
 * <p>Reading is apart from answering: {@link org.pathline.topics.TopicReader} and its users read,
 * the other classes are pure.
 */
@NullMarked
package org.pathline.ask;

import org.jspecify.annotations.NullMarked;
