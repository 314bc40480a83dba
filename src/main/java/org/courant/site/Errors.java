package org.courant.site;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/// The last answer to every request that no other page answered.
@Controller
class Errors implements ErrorController {

  @RequestMapping("/error")
  ModelAndView show(HttpServletRequest request) {
    HttpStatus status = status(request);
    var view = new ModelAndView("site/error", status);
    return view.addObject("error", ErrorPage.of(status));
  }

  /// Opened by hand, the address itself is a page that is not there.
  private static HttpStatus status(HttpServletRequest request) {
    Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    if (code instanceof Integer number) {
      HttpStatus known = HttpStatus.resolve(number);
      return known == null ? HttpStatus.INTERNAL_SERVER_ERROR : known;
    }
    return request.getDispatcherType() == DispatcherType.ERROR
        ? HttpStatus.INTERNAL_SERVER_ERROR
        : HttpStatus.NOT_FOUND;
  }
}
