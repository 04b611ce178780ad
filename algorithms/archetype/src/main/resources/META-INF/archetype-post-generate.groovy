// Maven asks for names that fit when it asks a person; those of a command line it takes as they are.
def wanted = [algorithm: /[A-Z][A-Za-z0-9]{0,29}/, package: /[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)*/]
def cures = [algorithm: 'a class begins with a capital and goes on with letters and digits, as NearestCentroid does; up to 30 of them',
             package: 'a package is words of small letters, digits and _ with dots between, as org.example.nearest']
wanted.each { name, pattern ->
    def given = request.properties[name]
    if (!(given ==~ pattern)) {
        new File(request.outputDirectory, request.artifactId).deleteDir()
        throw new IllegalArgumentException("-D${name}=${given} cannot be: ${cures[name]}")
    }
}
