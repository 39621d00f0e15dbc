package com.example.kuayu.weblog;

import java.util.List;

/** What a log is read for. The columns have usual names, so a configuration need not name them. */
enum WebLogRows {
  /** Every view of an item. */
  EVENTS {
    @Override
    List<String> columns() {
      return List.of("user", "item", "timestamp");
    }

    @Override
    List<String> values(PageView view) {
      return List.of(view.visitor(), view.item(), view.time());
    }
  },

  /** Every item that was ever viewed; the last part of its address makes its title. */
  ITEMS {
    @Override
    List<String> columns() {
      return List.of("item", "title");
    }

    @Override
    List<String> values(PageView view) {
      return List.of(view.item(), view.item().replace('-', ' '));
    }
  };

  abstract List<String> columns();

  /** One value a column. */
  abstract List<String> values(PageView view);
}
