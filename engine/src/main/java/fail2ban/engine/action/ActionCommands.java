package fail2ban.engine.action;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.address.Family;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A definition with its properties put in: for a ban and an operation it gives the command.
 * Immutable, hence safe on any thread; a changed property needs a new one.
 */
public final class ActionCommands {

  private record Key(Operation operation, FamilyScope scope) {}

  private final ActionDefinition definition;
  private final boolean families;
  private final boolean kinds;
  private final Map<Key, CommandTemplate> templates;

  private ActionCommands(ActionDefinition definition, Map<Key, CommandTemplate> templates) {
    this.definition = definition;
    this.families = definition.hasFamilies();
    this.kinds = definition.hasKinds();
    this.templates = Map.copyOf(templates);
  }

  /**
   * @throws SelfReferenceException if a property used by a command leads back to itself
   * @throws IllegalArgumentException if a mail could never be sent so
   */
  public static ActionCommands of(ActionDefinition definition) throws SelfReferenceException {
    if (definition.kind() == ActionKind.MAIL) {
      new MailAction(definition).check();
    }
    var templates = new HashMap<Key, CommandTemplate>();
    for (FamilyScope scope : FamilyScope.values()) {
      var tags = new PropertyTags(definition, scope);
      for (Operation operation : Operation.values()) {
        templates.put(new Key(operation, scope), CommandTemplate.of(tags.command(operation)));
      }
    }
    return new ActionCommands(definition, templates);
  }

  public ActionDefinition definition() {
    return definition;
  }

  /** Which environment a ban belongs to. */
  public FamilyScope scopeOf(ActionTicket ticket) {
    return scopeOf(ticket.id(), ticket.family());
  }

  /**
   * Which environment a ban of this id belongs to.
   *
   * @param family of the id, or of an address that was seen with it
   */
  public FamilyScope scopeOf(FailureId id, Optional<Family> family) {
    if (!families) {
      return FamilyScope.COMMON;
    }
    IdKind kind = kinds ? IdKind.of(id) : IdKind.ADDRESS;
    return family.map(known -> FamilyScope.of(known, kind)).orElse(FamilyScope.COMMON);
  }

  /** The environments to start together with the jail. */
  public List<FamilyScope> scopesToStart(boolean ipv6Allowed) {
    if (!families) {
      return List.of(FamilyScope.COMMON);
    }
    List<Family> allowed =
        ipv6Allowed ? List.of(Family.INET4, Family.INET6) : List.of(Family.INET4);
    List<IdKind> apart = kinds ? List.of(IdKind.values()) : List.of(IdKind.ADDRESS);
    return apart.stream()
        .flatMap(kind -> allowed.stream().map(family -> FamilyScope.of(family, kind)))
        .toList();
  }

  /**
   * The command for an operation.
   *
   * @param values may be asked for any tag, on the caller's thread, and may wait
   * @return empty if there is nothing to run, which counts as success
   */
  public Optional<ActionCommand> command(Operation operation, FamilyScope scope, TagSource values) {
    return switch (definition.kind()) {
      case SHELL ->
          Optional.ofNullable(templates.get(new Key(operation, scope)))
              .flatMap(template -> template.fill(values, definition.timeout()));
      case MAIL ->
          new MailAction(definition)
              .mail(operation, values)
              .map(mail -> ActionCommand.sending(mail, definition.timeout()));
    };
  }
}
