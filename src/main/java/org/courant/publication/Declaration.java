package org.courant.publication;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Writes what the configuration declares to the database when a server starts; a command only
/// reads.
@Component
@Order(Declaration.FIRST)
@ConditionalOnExpression("'${courant.role}' != 'command'")
class Declaration implements ApplicationRunner {
  static final int FIRST = 0;

  private final Sections sections;
  private final Newsletters newsletters;

  Declaration(Sections sections, Newsletters newsletters) {
    this.sections = sections;
    this.newsletters = newsletters;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    sections.declare();
    newsletters.declare();
  }
}
