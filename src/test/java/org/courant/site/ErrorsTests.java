package org.courant.site;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.RequestDispatcher;
import org.courant.CourantTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@CourantTest
class ErrorsTests {
  @Autowired private MockMvcTester mvc;

  @Test
  void aFailureIsToldWithoutItsMessage() {
    assertThat(
            mvc.get()
                .uri("/error")
                .requestAttr(RequestDispatcher.ERROR_STATUS_CODE, 500)
                .requestAttr(RequestDispatcher.ERROR_MESSAGE, "secret detail")
                .requestAttr(
                    RequestDispatcher.ERROR_EXCEPTION, new IllegalStateException("secret detail")))
        .hasStatus(500)
        .bodyText()
        .contains("Something went wrong on our side", "noindex")
        .doesNotContain("secret detail", "IllegalState");
  }

  @Test
  void whatIsGoneSaysSo() {
    assertThat(mvc.get().uri("/error").requestAttr(RequestDispatcher.ERROR_STATUS_CODE, 410))
        .hasStatus(410)
        .bodyText()
        .contains("This page is gone");
  }

  @Test
  void openedByHandTheAddressIsNotThere() {
    assertThat(mvc.get().uri("/error")).hasStatus(404).bodyText().contains("This page is not here");
  }

  @Test
  void everyStatusHasItsWords() {
    for (var status : org.springframework.http.HttpStatus.values()) {
      assertThat(ErrorPage.of(status).status()).isEqualTo(status.value());
      assertThat(ErrorPage.of(status).text()).isNotBlank();
    }
  }
}
