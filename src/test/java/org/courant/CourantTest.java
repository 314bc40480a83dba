package org.courant;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/// A test in the one context that the whole suite shares: the embedded PostgreSQL with a session
/// time zone far from everybody's, a GreenMail relay, a clock that tests set, and a server on a
/// free port. Its configuration is the suite's own, never the one in `config/`.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@SpringBootTest(
    classes = Application.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "spring.config.location=classpath:/,classpath:/config/")
@AutoConfigureMockMvc
@ContextConfiguration(initializers = TestInstallation.class)
@Import(TestClock.class)
public @interface CourantTest {}
