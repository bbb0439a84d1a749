"""One module for each library, with the same functions; only one of them is ever imported.

check(files)        the tables of the models, as a database
run(files, script)  the value of a script over the models
read(files, paths)  the models of those files as plain data, as far as they can be loaded
"""
