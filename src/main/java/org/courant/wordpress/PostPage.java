package org.courant.wordpress;

import java.util.List;

/// One page of posts.
///
/// @param problems one sentence for each post that could not be read
public record PostPage(List<Post> posts, List<String> problems) {
  public PostPage {
    posts = List.copyOf(posts);
    problems = List.copyOf(problems);
  }
}
