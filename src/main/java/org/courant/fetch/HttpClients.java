package org.courant.fetch;

import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.Timeout;

/// A client that does one exchange and nothing by itself: no redirects, retries, cookies,
/// passwords, decompression or proxies, and no connection kept.
final class HttpClients {

  private static final Timeout CONNECT = Timeout.ofSeconds(10);
  private static final Timeout SILENCE = Timeout.ofSeconds(20);

  private HttpClients() {}

  static CloseableHttpClient reaching(String userAgent, DnsResolver names) {
    var http = Http1Config.custom().setMaxHeaderCount(200).setMaxLineLength(32 * 1024).build();
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(names)
            .setMaxConnTotal(200)
            .setMaxConnPerRoute(8)
            .setConnectionFactory(
                ManagedHttpClientConnectionFactory.builder().http1Config(http).build())
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(CONNECT)
                    .setSocketTimeout(SILENCE)
                    .build())
            .build();
    return HttpClientBuilder.create()
        .setConnectionManager(connections)
        .setUserAgent(userAgent)
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(SILENCE)
                .setResponseTimeout(SILENCE)
                .build())
        .setConnectionReuseStrategy((_, _, _) -> false)
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .build();
  }
}
