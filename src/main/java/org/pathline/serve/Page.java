package org.pathline.serve;

import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/** The page, from the jar. */
final class Page {
  private static final String HERE = "/org/pathline/serve/page/";
  private static final String JAVASCRIPT = "text/javascript; charset=utf-8";

  private record Asset(String resource, String contentType) {}

  private static final Map<String, Asset> ASSETS =
      Map.of(
          "/", new Asset(HERE + "index.html", "text/html; charset=utf-8"),
          "/page.css", new Asset(HERE + "page.css", "text/css; charset=utf-8"),
          "/page.js", new Asset(HERE + "page.js", JAVASCRIPT),
          "/charts.js", new Asset(HERE + "charts.js", JAVASCRIPT),
          "/views.js", new Asset(HERE + "views.js", JAVASCRIPT),
          "/favicon.svg", new Asset(HERE + "favicon.svg", "image/svg+xml"),
          "/d3.js", new Asset("/META-INF/resources/webjars/d3/7.9.0/dist/d3.min.js", JAVASCRIPT));

  void addTo(RoutesConfig routes) {
    ASSETS.forEach(
        (path, asset) -> {
          byte[] bytes = read(asset.resource());
          routes.get(
              path,
              context -> context.contentType(asset.contentType()).result(bytes),
              Gate.Who.EVERYONE);
        });
  }

  private static byte[] read(String resource) {
    try (InputStream in =
        Objects.requireNonNull(Page.class.getResourceAsStream(resource), resource)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
