// What authors call prices in their pages, and what shops write beside those that are not the price asked.
#pragma once

#include <array>
#include <string_view>

namespace markhound::crawler {

inline constexpr std::array<std::string_view, 20> price_names{
    "price", "preis", "prix",  "precio", "preco",  "prezzo", "cena", "cijena", "prijs", "pris",
    "hinta", "fiyat", "kaina", "цена",   "amount", "money",  "cost", "-bid",   "價",    "价"};
inline constexpr std::array<std::string_view, 13> asked_names{"sale",      "special", "current", "final", "now",
                                                              "our-price", "sell",    "offer",   "promo", "main",
                                                              "large",     "primary", "actual"};
inline constexpr std::array<std::string_view, 21> former_names{
    "old",       "was-",     "-was",    "was_",         "strike",     "crossed", "list-price",
    "listprice", "rrp",      "regular", "original",     "before",     "msrp",    "uvp",
    "compare",   "previous", "former",  "line-through", "basisprice", "origin",  "retail"};
inline constexpr std::array<std::string_view, 34> other_names{
    "shipping",  "delivery", "versand",   "tax",        "saving",   "save",    "discount", "deposit", "installment",
    "month",     "coupon",   "points",    "filter",     "slider",   "total",   "cart",     "basket",  "unit-price",
    "unitprice", "per-unit", "baseprice", "base-price", "credit",   "finance", "loan",     "rating",  "review",
    "threshold", "voucher",  "warranty",  "protection", "quantity", "stock",   "countdown"};
inline constexpr std::array<std::string_view, 52> other_words{
    "送料",    "运费",      "運費",       "배송비",      "ongkir",    "phí vận chuyển",
    "ค่าจัดส่ง",  "frete",     "доставка",   "x de r$",     "sem juros", "mensualidades",
    "cuotas",  "parcelas",  "sans frais", "rate",        "в месяц",   "/мес",
    "월 ",     "最低",      "najniższa",  "niedrigster", "shipping",  "delivery",
    "versand", "livraison", "envío",      "per month",   "/month",    "/mo",
    "/ month", "monthly",   "pro monat",  "/mois",       "save ",     "you save",
    "off ",    "deposit",   "vat ",       "orders over", "minimum",   "cashback",
    "/kg",     "/ kg",      "/100",       "/ 100",       "/l",        "per 100",
    "/ stk",   "estimate",  "p&p",        "postage"};
inline constexpr std::array<std::string_view, 31> former_words{
    "starting price", "starting bid",  "opening bid",    "startpreis", "startgebot",
    "listino",        "prix public",   "prix conseillé", "pvp",        "precio anterior",
    "原價",           "原价",          "市價",           "市场价",     "定價",
    "建議售價",       "старая цена",   "původní",        "pôvodn",     "was ",
    "was:",           "rrp",           "statt",          "uvp",        "list price",
    "msrp",           "regular price", "au lieu de",     "antes",      "old price",
    "vorher"};

}  // namespace markhound::crawler
