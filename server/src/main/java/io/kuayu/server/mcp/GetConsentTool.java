package io.kuayu.server.mcp;

import io.kuayu.application.users.UserDirectory;
import io.kuayu.server.access.Caller;
import io.kuayu.server.api.ApiServices;
import io.kuayu.server.api.DomainScope;
import io.kuayu.server.api.ResponseJson;
import io.kuayu.storage.access.Role;

/** What a person allows to be done with their events. */
final class GetConsentTool implements AgentTool {
  @Override
  public String name() {
    return "get_consent";
  }

  @Override
  public String title() {
    return "Tell a person's consent";
  }

  @Override
  public String description() {
    return "Tells what a person allows: events of which domain may be used for which other one, for"
        + " training and for personalisation, and what holds where they decided nothing. It cannot"
        + " change anything.";
  }

  @Override
  public ToolSchema input(ApiServices service, DomainScope scope) {
    return new ToolSchema().must("user", ToolSchema.id("the id of the person"));
  }

  @Override
  public ToolSchema output() {
    return ResultSchemas.consents();
  }

  @Override
  public boolean isFor(Caller caller, DomainScope scope) {
    return caller.hasEverywhere(Role.PRIVACY_OFFICER);
  }

  @Override
  public String required() {
    return "the role privacy-officer of all domains";
  }

  @Override
  public Computation prepare(ToolCall call) {
    String user = call.arguments().id("user");
    UserDirectory people = call.service().people();
    return new Computation(
        1,
        () ->
            ResponseJson.consents(
                user,
                people.policy(),
                call.service().privacy().consents().decisions(people.resolve(user))));
  }
}
