package org.courant.site;

import org.springframework.http.HttpStatus;

/// What a reader is told when an address has no answer. Never what the program said.
public record ErrorPage(int status, String title, String text) {

  static ErrorPage of(HttpStatus status) {
    return switch (status) {
      case NOT_FOUND ->
          new ErrorPage(
              404,
              "This page is not here",
              "The address may be misspelt, or the page has moved. Nothing is wrong with your device.");
      case GONE ->
          new ErrorPage(
              410,
              "This page is gone",
              "It was here once and has been taken down for good. You can remove it from your bookmarks.");
      case METHOD_NOT_ALLOWED, BAD_REQUEST, FORBIDDEN, NOT_ACCEPTABLE, UNSUPPORTED_MEDIA_TYPE ->
          new ErrorPage(
              status.value(),
              "This did not work",
              "What was sent to this address cannot be answered. Please go back and try once more.");
      case TOO_MANY_REQUESTS ->
          new ErrorPage(
              429,
              "A little too fast",
              "There were many requests from your address. Please wait a minute and try again.");
      default ->
          new ErrorPage(
              status.value(),
              "Something went wrong on our side",
              "It is not your fault. Please try again in a few minutes.");
    };
  }
}
