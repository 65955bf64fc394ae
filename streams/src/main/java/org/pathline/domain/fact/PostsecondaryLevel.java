package org.pathline.domain.fact;

/** Level of a postsecondary programme. */
public enum PostsecondaryLevel {
  CERTIFICATE,
  ASSOCIATE,
  BACHELOR,
  GRADUATE,
  UNKNOWN
}
