package io.quarterdeck.cli.generate;

/** The towns of the reference file: a few large ones and many small ones. */
final class Towns {
  /** From the largest to the smallest. */
  static final String[] NAMES = {
    "Bombay", "Bangalore", "Hyderabad", "Ahmedabad", "Delhi", "Calcutta", "Chennai",
        "Visakhapatnam",
    "Jaipur", "Lucknow", "Coimbatore", "Ghaziabad", "Aurangabad", "Vadodara", "Chandigarh",
        "Faridabad",
    "Ludhiana", "Surat", "Pune", "Kanpur", "Nagpur", "Indore", "Thane", "Bhopal",
    "Patna", "Agra", "Nashik", "Meerut", "Rajkot", "Varanasi", "Srinagar", "Dhanbad",
    "Amritsar", "Allahabad", "Ranchi", "Howrah", "Jabalpur", "Gwalior", "Vijayawada", "Jodhpur",
    "Madurai", "Raipur", "Kota", "Guwahati", "Mysore", "Bareilly", "Aligarh", "Moradabad",
    "Jalandhar", "Bhubaneswar", "Salem", "Warangal", "Guntur", "Bikaner", "Ajmer", "Jamshedpur",
    "Cuttack", "Kochi", "Udaipur", "Goa", "Tirupati", "Shimla", "Gangtok", "Haridwar",
    "Ooty", "Pondicherry", "Darjeeling", "Konark", "Puri", "Kullu", "Ara", "Doda",
    "Mon", "Leh", "Kargil", "Daman", "Diu", "Bhuj", "Kohima", "Aizawl",
  };

  private Towns() {}

  /** The weight of each town: proportional to 1 / (rank + 4). */
  static int[] weights() {
    int[] weights = new int[NAMES.length];
    for (int rank = 0; rank < weights.length; rank++) {
      weights[rank] = 1_000_000 / (rank + 5);
    }
    return weights;
  }
}
