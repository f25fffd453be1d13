package fail2ban.server.page.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that can be asked for, by path and method. */
final class Routes {

  private final Map<String, Map<String, Route>> paths = new LinkedHashMap<>();

  Routes(List<Route> routes) {
    for (Route route : routes) {
      paths.computeIfAbsent(route.path(), _ -> new LinkedHashMap<>()).put(route.method(), route);
    }
  }

  Route find(String method, String path) throws Refusal {
    Map<String, Route> methods = paths.get(path);
    if (methods == null) {
      throw Refusal.notFound("There is nothing at this path");
    }
    Route route = methods.get(method);
    if (route == null) {
      throw Refusal.wrongMethod(String.join(", ", methods.keySet()));
    }
    return route;
  }
}
