package io.kuayu.application.users;

import io.kuayu.engine.consent.Person;

/** Finds the people who are answered, by the ids that they have outside. Thread-safe. */
public interface People {
  /** The person of that id, with what is stored of them and what they allow. */
  Person person(String id);
}
