package org.glia.shell.verbs;

import java.util.ArrayList;
import java.util.List;

import org.glia.shell.page.Block;
import org.glia.shell.page.Cell;
import org.glia.shell.page.Grid;
import org.glia.shell.page.Page;
import org.glia.shell.words.Sentence;
import org.glia.shell.words.Syntax;

/// `repositories`
final class ListRepositories implements Verb {

    private static final Syntax SYNTAX = Syntax.of("repositories", "lists the places where plug-ins can be had by name, and what is there")
            .remark("A repository is a line `repository.NAME = ADDRESS` in etc/plugins.properties of the installation, or in "
                    + "plugins.properties of your data folder; the address is that of an OSGi repository index, as bnd writes it.")
            .example("repositories");

    @Override
    public Syntax syntax() {
        return SYNTAX;
    }

    @Override
    public Page perform(Sentence said, Desk desk) {
        var repositories = desk.work("repositories", 0, bench -> desk.plugins().repositories());
        if (repositories.isEmpty()) {
            return Page.say("there is no repository yet; a line `repository.NAME = ADDRESS` in etc/plugins.properties makes one");
        }
        var grid = Grid.of("repository", "index", "plug-ins");
        repositories.forEach(one -> grid.row(Cell.of(one.name()), Cell.of(one.index().toString()), Cell.of(String.join(", ", one.bundles()))));
        var blocks = new ArrayList<Block>(List.of(grid.build()));
        repositories.stream().filter(one -> !one.problem().isEmpty()).forEach(one ->
                blocks.add(new Block.Paragraph("%s: %s".formatted(one.name(), one.problem()))));
        return new Page(blocks);
    }
}
