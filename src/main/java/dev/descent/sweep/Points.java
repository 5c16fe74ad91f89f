package dev.descent.sweep;

import dev.descent.nn.kernel.CounterRandom;
import dev.descent.sweep.ParameterSpace.Drawn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The points of a search, each a function of the search and its number alone. */
final class Points {

    private final Search search;
    private final Set<String> integral;

    /** @param integral pointers of the members that take integers only */
    Points(Search search, Set<String> integral) {
        this.search = search;
        this.integral = integral;
    }

    /** @param trial from 1; @return values by pointer, in the order given */
    Map<String, Drawn> at(int trial) {
        return switch (search) {
            case GridSearch grid -> combination(grid, trial);
            case RandomSearch random -> drawn(random.seed(), trial);
            case AshaSearch asha -> drawn(asha.seed(), trial);
        };
    }

    /** The number in a system whose places are the parameters, the last one counting ones. */
    private static Map<String, Drawn> combination(GridSearch grid, int trial) {
        var places = new ArrayList<>(grid.parameters().entrySet());
        var digits = new int[places.size()];
        int rest = trial - 1;
        for (int place = places.size() - 1; place >= 0; place--) {
            int size = choices(places.get(place).getValue());
            digits[place] = rest % size;
            rest /= size;
        }
        var point = new LinkedHashMap<String, Drawn>();
        for (int place = 0; place < digits.length; place++) {
            var space = places.get(place).getValue();
            point.put(places.get(place).getKey(), new Drawn(space.choices() == null ? space.range().min() : space.choices().get(digits[place]), digits[place]));
        }
        return point;
    }

    private static int choices(ParameterSpace space) {
        return space.choices() == null ? 1 : space.choices().size();
    }

    private Map<String, Drawn> drawn(long seed, int trial) {
        var random = CounterRandom.of(seed, CounterRandom.Purpose.TRIALS, trial);
        var point = new LinkedHashMap<String, Drawn>();
        List.copyOf(search.parameters().keySet()).forEach(pointer ->
                point.put(pointer, search.parameters().get(pointer).draw(random, point.size(), integral.contains(pointer))));
        return point;
    }
}
