# The title.
title = The { $what } boat
    leaves at { $time }
    .label = A label
boats = { $n ->
    [one] One boat
   *[other] { $n } boats
}
-brand = Velm
