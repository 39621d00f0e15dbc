package com.example.shop;

import com.example.shop.Departments.Shelf;
import io.kuayu.core.ItemKey;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The same as JSON, for the shop's app. */
@RestController
@RequestMapping("/api")
class ShopApi {
  private static final int MAX_SIZE = 50;

  private final Departments departments;
  private final OrderHistory orders;

  ShopApi(Departments departments, OrderHistory orders) {
    this.departments = departments;
    this.orders = orders;
  }

  /** Something that a customer does with an item, written {@code DOMAIN:ID}. */
  record NewEvent(String item, String type) {}

  @GetMapping("/customers/{customer}/recommendations")
  Shelf recommendations(
      @PathVariable String customer,
      @RequestParam String domain,
      @RequestParam(defaultValue = "10") int k) {
    return departments.forCustomer(customer, domain, Math.min(k, MAX_SIZE));
  }

  @GetMapping("/items/{domain}/{id}/similar")
  Shelf similar(
      @PathVariable String domain,
      @PathVariable String id,
      @RequestParam(defaultValue = "10") int k) {
    return departments.like(new ItemKey(domain, id), Math.min(k, MAX_SIZE));
  }

  @PostMapping("/customers/{customer}/events")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void add(@PathVariable String customer, @RequestBody NewEvent event) {
    orders.add(customer, ItemKey.parse(event.item()), event.type());
  }
}
