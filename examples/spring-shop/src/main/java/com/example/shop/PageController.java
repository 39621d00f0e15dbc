package com.example.shop;

import io.kuayu.core.Event;
import io.kuayu.core.ItemKey;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages of the shop, made on the server. */
@Controller
class PageController {
  private static final int LIST = 5;
  private static final int HISTORY = 6;
  private static final int CUSTOMERS = 25;

  private final Departments departments;
  private final OrderHistory orders;

  PageController(Departments departments, OrderHistory orders) {
    this.departments = departments;
    this.orders = orders;
  }

  /** Something that a customer did. */
  record Deed(String type, ItemKey item, String title) {}

  @GetMapping("/")
  String shop(@RequestParam(defaultValue = "robin") String customer, Model page) {
    List<Event> events = orders.of(customer).events();
    page.addAttribute("customer", customer);
    page.addAttribute("customers", orders.recentCustomers(CUSTOMERS));
    page.addAttribute(
        "deeds",
        events.reversed().stream()
            .limit(HISTORY)
            .map(event -> new Deed(event.type(), event.item(), departments.title(event.item())))
            .toList());
    page.addAttribute(
        "shelves",
        departments.names().stream()
            .map(name -> departments.forCustomer(customer, name, LIST))
            .toList());
    return "shop";
  }

  @GetMapping("/items/{domain}/{id}")
  String item(
      @PathVariable String domain,
      @PathVariable String id,
      @RequestParam(defaultValue = "robin") String customer,
      Model page) {
    ItemKey item = new ItemKey(domain, id);
    page.addAttribute("customer", customer);
    page.addAttribute("shelf", departments.like(item, LIST));
    page.addAttribute("title", departments.title(item));
    page.addAttribute("department", domain);
    return "item";
  }
}
