package org.courant.command;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;

/// Every command reads all settings, though it makes only the parts that it needs: a value that a
/// server refuses is refused by all.
@Component
class EagerSettings implements LazyInitializationExcludeFilter {
  @Override
  public boolean isExcluded(String name, BeanDefinition definition, Class<?> type) {
    return type.isRecord()
        && AnnotatedElementUtils.hasAnnotation(type, ConfigurationProperties.class);
  }
}
